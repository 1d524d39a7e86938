/// A country or territory by its ISO 3166-1 alpha-2 code.
public struct Country: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The two letters as a number from 0 to 675, in alphabetical order.
  public let code: Int64

  /// The country of an upper-case code, nil if ISO 3166-1 does not assign it.
  public init?(_ text: String) {
    var code: Int64 = 0
    guard text.utf8.count == 2 else { return nil }
    for letter in text.utf8 {
      guard (65...90).contains(letter) else { return nil }
      code = code * 26 + Int64(letter) - 65
    }
    self.init(code: code)
  }

  /// The country of a code number, nil if ISO 3166-1 does not assign it.
  public init?(code: Int64) {
    guard Self.assigned.contains(code) else { return nil }
    self.code = code
  }

  public var description: String {
    let letters = [UInt8(65 + code / 26), UInt8(65 + code % 26)]
    return String(decoding: letters, as: UTF8.self)
  }

  public static func < (one: Country, other: Country) -> Bool { one.code < other.code }

  /// Every assigned code number.
  public static let assigned: Set<Int64> = {
    var codes: Set<Int64> = []
    for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      codes.insert(word.utf8.reduce(0) { $0 * 26 + Int64($1) - 65 })
    }
    return codes
  }()

  private static let list = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
    VN VU WF WS YE YT ZA ZM ZW
    """
}
