/// One place where the tree breaks a rule of the house, and what would be right.
struct Finding: Hashable, CustomStringConvertible {
  var path: String
  var line: Int
  var message: String

  var description: String { "\(path):\(line): \(message)" }
}
