// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "9a7629651b5ae8a9cd17a83d1e4586d4034d90fa540b915453e276f5df143cef"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "5422c79f60d539b6ddf8d8473eac7f9109675c3bafd3e9ae850a2bd7e427c36c"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "1448c054301982f04e11a1e432ae2e56b2192aee8565ad7323f3a804587399de"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "8539788853a9e0c73969c2e3d63ef7ee50b9bf333ab7c206f915b2ffb41afe9c"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "cedf2112c6eaab8322c911aaa01510ee20c67229204a188bb103d2cf4e5ce5fa"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "783e7f6721aa90581d9310c1fcb5528e45503ac0b2175568659bc2a96874237a"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "daa307a8789bd3d33b23aff4c0f0701d2b24a57feab450ce5b33cf327fe81678"),
  ]
}
