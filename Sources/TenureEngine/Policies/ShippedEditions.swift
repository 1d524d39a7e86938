// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "a51dade8102c69b6599cd5d651446b28e4d2e033d14fc371cb18bb813b2ca8a5"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "c47515154514d8a5460f9e2430a477022735c5363f8415f56454885cad776310"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "f8fe28355b3486975e3873398766bf23c99d04d5fd6b937d2d0d96f740fd6baf"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "cc18de2962dac5d4a0a842c348a4a41e681191a4e6b85a860f92af71fe3845fd"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "a96dbb48fce81646b10fbe6f77740321241fb0bec03bb3d1b5dca3932c619d38"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "783e7f6721aa90581d9310c1fcb5528e45503ac0b2175568659bc2a96874237a"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "daa307a8789bd3d33b23aff4c0f0701d2b24a57feab450ce5b33cf327fe81678"),
  ]
}
