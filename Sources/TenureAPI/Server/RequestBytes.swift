import HTTPTypes
import Hummingbird
import NIOCore

/// Reads bodies within their limits.
enum RequestBytes {
  /// Checks what the header says of the body before any of it is read.
  ///
  /// - Throws: `Problem` for a form that is not read, or a body that says it is too large.
  static func check(_ request: Request, form: MediaType, limit: Int) throws {
    if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
      throw Problem(.unsupportedMediaType, "Bodies are not read in the coding `\(coding)`.")
    }
    let field = request.headers[.contentType]
    guard let field, form.isNamed(by: field) else {
      throw Problem(.unsupportedMediaType, "This call reads `\(form.rawValue)`, in UTF-8.")
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw tooLarge(limit)
    }
  }

  /// The whole body.
  static func collect(_ request: Request, upTo limit: Int) async throws -> [UInt8] {
    do {
      let buffer = try await request.body.collect(upTo: limit)
      return Array(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw tooLarge(limit)
    }
  }

  static func tooLarge(_ limit: Int) -> Problem {
    Problem(.contentTooLarge, "A body may have up to \(limit) bytes here.")
  }
}
