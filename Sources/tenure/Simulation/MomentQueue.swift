import TenureDomain

/// Things that are to happen at moments, the earliest first; of one moment in the order in which
/// they were added. A binary heap.
struct MomentQueue<Thing> {
  private struct Entry {
    let at: Timestamp
    let number: Int
    let thing: Thing

    static func < (one: Entry, other: Entry) -> Bool {
      (one.at, one.number) < (other.at, other.number)
    }
  }

  private var entries: [Entry] = []
  private var added = 0

  /// When the next thing happens; nil if nothing is left.
  var next: Timestamp? { entries.first?.at }

  mutating func add(_ thing: Thing, at moment: Timestamp) {
    entries.append(Entry(at: moment, number: added, thing: thing))
    added += 1
    var child = entries.count - 1
    while child > 0, entries[child] < entries[(child - 1) / 2] {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func takeFirst() -> (at: Timestamp, thing: Thing)? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    if !entries.isEmpty {
      entries[0] = last
      sink()
    }
    return (first.at, first.thing)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      let children = (2 * parent + 1)..<min(2 * parent + 3, max(entries.count, 2 * parent + 1))
      guard let least = children.min(by: { entries[$0] < entries[$1] }),
        entries[least] < entries[parent]
      else { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
