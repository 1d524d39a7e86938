// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "c4ac4c8cf6e4035d7573603e452aee0c9992ad0a2ac2a372867452bee8734df4"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "103a113cecbb7add315a3e94afc7a05589fb8fd8215d34d98a55878b5a86e0bd"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "9aa312dbcede6557570a360f1b140e9132a735cd19cbd5eb30b6243f1d7fbf35"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "1908a217b9b9831e98cfd0f059aa48f9e4880f6843ad48357f4a904738721cc5"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "75e0f77be36a8b16ed33b49e9210a0ffad880101274f7f8b6a6e7d6b25ac6c3d"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "baf62da95236ca1d3bd06c70687b005ce2b4b4f68c1d36154550c9a2328eec04"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "2c0b1287fc1262fa6ebd8fa3cc06e22301f6ed78efc180371972267a5ce9b13f"),
  ]
}
