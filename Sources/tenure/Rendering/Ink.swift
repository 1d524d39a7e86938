import Rainbow
import TenureDomain

/// The few ways in which text stands out; all of them only on a terminal that has colour.
struct Ink {
  let isOn: Bool

  func strong(_ text: String) -> String { isOn ? text.bold : text }
  func faint(_ text: String) -> String { isOn ? text.dim : text }
  func good(_ text: String) -> String { isOn ? text.green.bold : text }
  func bad(_ text: String) -> String { isOn ? text.red.bold : text }
  func warning(_ text: String) -> String { isOn ? text.yellow.bold : text }
  func accent(_ text: String) -> String { isOn ? text.cyan : text }

  /// An outcome in its colour.
  func outcome(_ text: String, _ outcome: Outcome?) -> String {
    switch outcome {
    case .permitted, .unnecessary: good(text)
    case .refused: bad(text)
    case .elsewhere, .undetermined, nil: warning(text)
    }
  }
}
