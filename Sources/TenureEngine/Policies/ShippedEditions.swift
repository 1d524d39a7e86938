// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "e79d155869e90233c61600ebe5732ac4db1e52e6b12217b9826ed403988f22cb"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "f9da9ce161c4e5bb70d582701c9ecfcefbd45de3932829bc9ae703082cb6f1c6"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "ecdb64c8b3530bff3d35cbdb852711647a2c77effff65371966d433dc5842662"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "97a68ec0c49daa27bae94f732c83ad1e8fd471eea4ea1f683aeefacaa6ecd166"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "cd10073402896b668895e795259dce327c26d02dec8fb28014c703f8bacab58b"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "783e7f6721aa90581d9310c1fcb5528e45503ac0b2175568659bc2a96874237a"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "daa307a8789bd3d33b23aff4c0f0701d2b24a57feab450ce5b33cf327fe81678"),
  ]
}
