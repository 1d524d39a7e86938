import HTTPTypes

@testable import TenureAPI

/// `Documentation/reference/http-api.md`, from the OpenAPI document.
enum InterfacePage {
  static func markdown(_ reference: InterfaceReference) -> String {
    var text = """
      # The HTTP API

      This page is made from [`Interface/openapi.yaml`](../../Interface/openapi.yaml), which every
      server also gives at `/openapi.yaml`, and as a page at `/docs`.

      \(reference.introduction.trimmed)

      """
    for section in reference.sections {
      text += "\n## \(section.name)\n\n\(section.description)\n"
      for operation in section.operations { text += Self.text(operation) }
    }
    text += "\n## Problems\n\n| type | status | what to do |\n| --- | --- | --- |\n"
    for problem in reference.problems {
      text += "| `\(problem.type)` | \(problem.status.code) | \(problem.title). \(problem.help) |\n"
    }
    text += "\n## Shapes\n"
    for shape in reference.shapes { text += Self.text(shape) }
    return text
  }

  private static func text(_ operation: InterfaceReference.Operation) -> String {
    let needs =
      operation.permission.map { "Needs the permission `\($0)`." }
      ?? (operation.isOpen ? "Open to anybody." : "Needs a credential, and no permission.")
    var text = "\n### \(operation.summary)\n\n    \(operation.method) \(operation.path)\n\n"
    text += "\(operation.description.line) \(needs)\n\n"
    if !operation.parameters.isEmpty {
      text += "| parameter | in | what |\n| --- | --- | --- |\n"
      for member in operation.parameters {
        let name = "`\(member.name)`" + (member.isRequired ? ", required" : "")
        text += "| \(name) | \(member.place) | \(what(member)) |\n"
      }
      text += "\n"
    }
    if !operation.bodies.isEmpty { text += "Body: \(forms(operation.bodies))\n\n" }
    text += "| status | what | body |\n| --- | --- | --- |\n"
    for answer in operation.answers {
      let status = answer.status == "default" ? "other" : answer.status
      text += "| \(status) | \(answer.description.line) | \(forms(answer.forms)) |\n"
    }
    return text
  }

  private static func text(_ shape: InterfaceReference.Shape) -> String {
    var text = "\n### \(shape.name)\n\n"
    let lines = [shape.description.line, shape.type.map { "\($0.capitalisedStart)." } ?? ""]
    text += lines.filter { !$0.isEmpty }.joined(separator: " ") + "\n"
    guard !shape.members.isEmpty else { return text }
    text += "\n| member | what |\n| --- | --- |\n"
    for member in shape.members {
      let name = "`\(member.name)`" + (member.isRequired ? ", required" : "")
      text += "| \(name) | \(what(member)) |\n"
    }
    return text
  }

  private static func what(_ member: InterfaceReference.Member) -> String {
    let shape = member.type.shape.map { "[\($0)](#\($0.lowercased()))" } ?? ""
    return [member.description.line, member.type.words.capitalisedStart, shape].filter {
      !$0.isEmpty
    }
    .joined(separator: " ")
  }

  private static func forms(_ forms: [InterfaceReference.Form]) -> String {
    forms.map { form in
      let shape = form.shape.map { " [\($0)](#\($0.lowercased()))" } ?? ""
      return "`\(form.form)`\(shape)"
    }.joined(separator: ", ")
  }
}

extension String {
  fileprivate var line: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  fileprivate var trimmed: String {
    String(self[...(lastIndex { !$0.isWhitespace } ?? startIndex)])
  }

  fileprivate var capitalisedStart: String { prefix(1).uppercased() + dropFirst() }
}
