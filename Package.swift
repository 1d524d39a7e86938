// swift-tools-version: 6.3

import PackageDescription

// Directions are compiled: a target sees only what stands in its `dependencies`, and each target
// depends on targets above it alone. Tests/TidyTests checks the imports as well.
let package = Package(
  name: "tenure",
  products: [
    .library(name: "TenureDomain", targets: ["TenureDomain"]),
    .library(name: "TenurePolicy", targets: ["TenurePolicy"]),
    .library(name: "TenureEngine", targets: ["TenureEngine"]),
    .library(name: "TenureStore", targets: ["TenureStore"]),
    .library(name: "TenureAPI", targets: ["TenureAPI"]),
    .library(name: "TenurePortal", targets: ["TenurePortal"]),
    .library(name: "TenureTesting", targets: ["TenureTesting"]),
    .executable(name: "tenure", targets: ["tenure"]),
  ],
  traits: [
    .trait(
      name: "PostgreSQL", description: "The store on PostgreSQL; building it needs libpq-dev.")
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(name: "TenureDomain"),
    .target(
      name: "TenurePolicy",
      dependencies: ["TenureDomain", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "TenureEngine",
      dependencies: [
        "TenureDomain", "TenurePolicy",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .systemLibrary(
      name: "CLibpq", path: "Sources/CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "TenureStore",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .target(name: "CLibpq", condition: .when(traits: ["PostgreSQL"])),
      ]),
    .target(
      name: "TenureAPI",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "TenurePortal",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    .target(
      name: "TenureTesting", dependencies: ["TenureDomain", "TenurePolicy", "TenureEngine"]),
    .executableTarget(
      name: "tenure",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine", "TenureStore", "TenureAPI", "TenurePortal",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
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
      name: "TenureEngineTests",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine", "TenureStore", "TenureTesting",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "TenureStoreTests",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine", "TenureStore", "TenureTesting",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "TenureAPITests",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine", "TenureStore", "TenureAPI",
        "TenureTesting",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "TenurePortalTests",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine", "TenureStore", "TenurePortal",
        "TenureTesting",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    .testTarget(
      name: "TenureTests",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine", "TenureTesting", "tenure",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "TenureDomain", "TenurePolicy", "TenureEngine", "TenureStore", "TenureTesting",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "TenureTesting",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)

// One set of strict settings for every target of the house.
for target in package.targets where target.type != .system {
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
