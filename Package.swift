// swift-tools-version: 6.3

import PackageDescription

// Directions are compiled: a target sees only what stands in its `dependencies`, and each target
// depends on targets above it alone. Tests/TidyTests checks the imports as well.
let package = Package(
  name: "tenure",
  products: [
    .library(name: "TenureDomain", targets: ["TenureDomain"]),
    .library(name: "TenurePolicy", targets: ["TenurePolicy"]),
    .library(name: "TenureTesting", targets: ["TenureTesting"]),
    .executable(name: "tenure", targets: ["tenure"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
  ],
  targets: [
    .target(name: "TenureDomain"),
    .target(
      name: "TenurePolicy",
      dependencies: ["TenureDomain", .product(name: "Yams", package: "Yams")]),
    .target(name: "TenureTesting", dependencies: ["TenureDomain", "TenurePolicy"]),
    .executableTarget(
      name: "tenure",
      dependencies: [
        "TenureDomain", "TenurePolicy",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Rainbow", package: "Rainbow"),
      ]),
    .testTarget(name: "TenureDomainTests", dependencies: ["TenureDomain", "TenureTesting"]),
    .testTarget(
      name: "TenurePolicyTests",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureTesting",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "TenureTests",
      dependencies: ["TenureDomain", "TenurePolicy", "TenureTesting", "tenure"],
      exclude: ["Snapshots"]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)

// One set of strict settings for every target of the house.
for target in package.targets {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),  // SE-0335
      .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
      .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
      .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
      .treatAllWarnings(as: .error),  // SE-0443
    ]
}
