// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "own-gateway",
  dependencies: [.package(name: "dragoman", path: "../..")],
  targets: [
    .executableTarget(
      name: "own-gateway", dependencies: [.product(name: "Dragoman", package: "dragoman")],
      path: "Sources")
  ])
