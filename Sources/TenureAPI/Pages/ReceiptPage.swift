import TenureEngine

extension APIDocuments {
  /// A receipt as a plain page to print.
  ///
  /// - Throws: an error of decoding if the receipt cannot be read.
  func page(of receipt: ReceiptRecord) throws -> [UInt8] { [] }
}
