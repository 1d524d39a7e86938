import Foundation
import TenurePolicy

/// Measures the proof of every edition beside reading the same documents.
struct ProofBenchmark {
  let library: PolicyLibrary
  let folder: URL

  func run() -> [Measurement] {
    let documents = library.book.documents
    let (proved, read) = Comparison(repetitions: 1).run(
      { for document in documents { precondition(faults(document) >= 0) } },
      against: {
        precondition(
          (try? PolicyLibrary(folder: folder, general: HomeFolder.general(for: folder))) != nil)
      })
    return [
      Measurement(
        "proof of all \(documents.count) editions, beside reading them", proved / 1e6, "ms",
        reference: read / 1e6)
    ]
  }

  private func faults(_ document: EditionDocument) -> Int {
    PolicyChecker().check(document: document, messages: library.messages).count
  }
}
