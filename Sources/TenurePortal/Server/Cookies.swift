import Hummingbird

/// The cookie that holds a session's secret. There is none before somebody signs in.
enum SessionCookie {
  static let name = "tenure-session"

  /// - Parameter seconds: how long the browser keeps it; nil for as long as it is open.
  static func set(_ token: String, isSecure: Bool, seconds: Int? = nil) -> Cookie {
    Cookie(
      name: name, value: token, maxAge: seconds, path: "/", secure: isSecure, httpOnly: true,
      sameSite: .lax)
  }

  static func removed(isSecure: Bool) -> Cookie {
    Cookie(
      name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true,
      sameSite: .lax)
  }
}

/// The cookie that holds a language that was chosen by hand. There is none before.
enum LanguageCookie {
  static let name = "tenure-language"
  private static let year = 31_536_000

  static func set(_ language: String, isSecure: Bool) -> Cookie {
    Cookie(
      name: name, value: language, maxAge: year, path: "/", secure: isSecure, httpOnly: true,
      sameSite: .lax)
  }
}
