// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "ec54340ce38516fd4aba0120c2ee24ec9b4f0f9a8e200d0d16c5b40670f850a3"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "d7e42c317722649745480a9d757be8c315e8fd9473cc279217dbaf4f261859f2"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "88ff9d3d5cf868efebb5bce4ae86ae8e1577b56b91ca301014327f556e612b7a"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "20c69f48fe0c8296f074d34bc96f0ebea77a8a349bd194be306decb76c9cd365"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "1cdcff7ec4324512bbd0b230d97b29b3908d1136256aa36fdced977f542348be"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "783e7f6721aa90581d9310c1fcb5528e45503ac0b2175568659bc2a96874237a"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "daa307a8789bd3d33b23aff4c0f0701d2b24a57feab450ce5b33cf327fe81678"),
  ]
}
