// Written from Policies/*.yaml by
// TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests

extension ShippedEdition {
  /// Every edition that this version brings along.
  static let all: [ShippedEdition?] = [
    ShippedEdition(
      "microsoft-365-business", "2020-04-22", effectiveFrom: "2020-04-22",
      sha256: "b6505283a1cf77b65428cd88b627d86709f8c729f35de611961f1e745c2b8b54"),
    ShippedEdition(
      "microsoft-365-business", "2021-04-15", effectiveFrom: "2021-04-15",
      sha256: "8d80029563c2886d468bf2cc10645ab94ec8d521bb4d917dd88493a3a3b568dd"),
    ShippedEdition(
      "microsoft-365-business", "2021-05-06", effectiveFrom: "2021-05-06",
      sha256: "bdb3ae6a33e3c92abba652a8440db41fadb840af0aea0aff0ec107f8a70aa16e"),
    ShippedEdition(
      "microsoft-365-business", "2022-03-31", effectiveFrom: "2022-03-31",
      sha256: "b641fdf643504cf2d15c5cb9d0d8711b7c98cfdad4c190e6c7ce1a3d04d9c2b8"),
    ShippedEdition(
      "microsoft-365-business", "2024-09-10", effectiveFrom: "2024-09-10",
      sha256: "cc5eaac53b79a6ae0a12d8cc7fd63dd69255a83241926bd2456d130f2366f91c"),
    ShippedEdition(
      "microsoft-365-consumer", "2023-01-01", effectiveFrom: "2023-01-01",
      sha256: "baf62da95236ca1d3bd06c70687b005ce2b4b4f68c1d36154550c9a2328eec04"),
    ShippedEdition(
      "partner", "2023-10-23", effectiveFrom: "2023-10-23",
      sha256: "9355a2fb3cdebb432ac2ddb29d96e6614003d1e89ef15288b7af6bb4ec4bde70"),
  ]
}
