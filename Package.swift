// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "waymark",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CExchange"),
    .target(name: "Diagnostics"),
    .target(name: "ContentReading", dependencies: ["CCMark", "Diagnostics", .product(name: "Yams", package: "Yams")]),
    .target(name: "Framework", dependencies: ["Diagnostics", "ContentReading"]),
    .target(name: "SitePlan", dependencies: ["Diagnostics", "Framework"]),
    .target(name: "HTML"),
    .target(
      name: "Templates",
      dependencies: ["Framework", "SitePlan", "HTML"],
      path: "templates",
      resources: [.embedInCode("theme")]
    ),
    .target(name: "SiteRendering", dependencies: ["Framework", "SitePlan", "HTML", "Templates"]),
    .target(
      name: "SitePublishing",
      dependencies: ["CExchange", "Diagnostics", "ContentReading", "Framework", "SitePlan", "SiteRendering"]
    ),
    .executableTarget(
      name: "waymark",
      dependencies: [
        "Diagnostics", "Framework", "SitePublishing", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
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
