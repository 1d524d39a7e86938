import Yams

struct InterfaceReference {
  let values: [String: Any]
  init(yaml: String) throws {
    values = [:]
  }
}
