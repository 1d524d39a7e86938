/// A field of a form that was not filled in right: the partial `faults` shows a list of them named
/// `faults` above the form, and the field repeats its own.
struct FormFault: Sendable {
  /// The id of the field's input, to which the summary leads.
  let field: String
  let text: String
}

extension [FormFault] {
  /// What is wrong with a field; nil if nothing is.
  subscript(field: String) -> String? { first { $0.field == field }?.text }
}
