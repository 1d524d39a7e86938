// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "080b3379bfc288028f3dee8081563e06688a920194818bfc3d3abc2067cb7ab4"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "4da5750ebdec5f49b4b038cd18804707bd7d81a7159e541bbb67ae9b2b56a3d8"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "a647144149ae388a81c71b3b0365190d4dde7db65e42506c6d283dfb10fde01e"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "4c2a9be6b0df1b614b720c72a9ac059a27f41a4647dd8eedee61b46cc9ab4d32"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "92f32cbd0df40239932eaa9a3ff985ca049afc8a72f79e62c5070463c88ce86e"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "783e7f6721aa90581d9310c1fcb5528e45503ac0b2175568659bc2a96874237a"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "daa307a8789bd3d33b23aff4c0f0701d2b24a57feab450ce5b33cf327fe81678"),
  ]
}
