import TenureDomain

extension RowText {
  init(_ storage: StorageRecord) {
    self.init()
    text("account", storage.account)
    text("person", storage.person)
    object("use", RowText(storage.use))
    text("reported", storage.reported)
    text("settled", storage.settled)
    text("overSince", storage.clock.overSince)
    text("deletionWarned", storage.clock.warnedOn)
    text("overTold", storage.overTold)
    text("freezeTold", storage.freezeTold)
    text("frozenTold", storage.frozenTold)
    text("reopened", storage.reopened)
    text("deletionBegun", storage.deletionBegun)
  }
}
