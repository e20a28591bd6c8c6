// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "waymark",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox.git", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CExchange"),
    .systemLibrary(name: "CFolding"),
    .systemLibrary(name: "CMarks"),
    .systemLibrary(name: "CMemory"),
    .target(name: "Diagnostics"),
    .target(
      name: "ContentReading",
      dependencies: ["CCMark", "CMarks", "CMemory", "Diagnostics", .product(name: "Yams", package: "Yams")]),
    .target(name: "Framework", dependencies: ["Diagnostics", "ContentReading"]),
    .target(name: "SitePlan", dependencies: ["Diagnostics", "ContentReading", "Framework"]),
    .target(name: "HTML", dependencies: ["CFolding"]),
    .target(
      name: "Templates",
      dependencies: ["Framework", "SitePlan", "HTML"],
      path: "templates",
      resources: [.embedInCode("theme")]
    ),
    .target(
      name: "SiteRendering", dependencies: ["ContentReading", "Framework", "SitePlan", "HTML", "Templates"]),
    .target(
      name: "SitePublishing",
      dependencies: ["CExchange", "Diagnostics", "ContentReading", "Framework", "SitePlan", "HTML", "SiteRendering"],
      resources: [.embedInCode("Starter"), .embedInCode("Schemas")]
    ),
    .target(
      name: "Preview",
      dependencies: [
        "Diagnostics", "ContentReading", "Framework", "HTML", "Templates", "SiteRendering", "SitePublishing",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [.embedInCode("Client")]
    ),
    .executableTarget(
      name: "waymark",
      dependencies: [
        "Diagnostics", "Framework", "SitePublishing", "Preview",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "ContentReading", "Framework", "SitePlan"],
      path: "Tests/TestSupport"
    ),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(
      name: "ContentReadingTests", dependencies: ["CCMark", "TestSupport", "Diagnostics", "ContentReading"],
      exclude: ["CommonMark", "Corpus", "Spreadsheets"]
    ),
    .testTarget(name: "FrameworkTests", dependencies: ["TestSupport", "Diagnostics", "Framework"]),
    .testTarget(
      name: "SitePlanTests", dependencies: ["TestSupport", "Diagnostics", "ContentReading", "Framework", "SitePlan"]),
    .testTarget(name: "HTMLTests", dependencies: ["HTML"]),
    .testTarget(name: "TemplatesTests", dependencies: ["TestSupport", "Framework", "SitePlan", "HTML", "Templates"]),
    .testTarget(
      name: "SiteRenderingTests",
      dependencies: ["TestSupport", "ContentReading", "Framework", "SitePlan", "SiteRendering"]
    ),
    .testTarget(
      name: "SitePublishingTests",
      dependencies: ["TestSupport", "Diagnostics", "ContentReading", "Framework", "SiteRendering", "SitePublishing"]
    ),
    .testTarget(name: "PreviewTests", dependencies: ["TestSupport", "Diagnostics", "SitePublishing", "Preview"]),
    .testTarget(name: "WaymarkTests", dependencies: ["TestSupport", "waymark"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
