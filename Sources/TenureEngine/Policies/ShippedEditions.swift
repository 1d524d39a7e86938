// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "0eb59522129c63995ae4fc7b46cd6f3e80bcb390bb5c3dcd096341e35e5e14be"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "7371eb0f6868c1c3961f31a954853fc1704a0401d23462732493bee91f84b7a2"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "734564534823e3021982f96946b376cd9bb5844752490aa9a2f469ae14e7dc9c"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "f7a51e792e9b46e9112cdec33abb48bbd80e37772a84dd5f59778f54282cd18b"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "ed8a49e4927149145bd0a52f47f24070959a5bb6ec38c4199690da94bfb86dd0"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "6fc2004eb22a9aafcbeb29f7926f4ad8b1d3bb9b5f3b4aee05c3412b67354ec0"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "0f8a57cb9240bcfa9b2c6a16cecfc1a9bc6c4b0e57b2fcca005c17adbc28bb64"),
  ]
}
