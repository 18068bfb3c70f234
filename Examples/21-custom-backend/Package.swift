// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "custom-backend",
  dependencies: [.package(name: "dragoman", path: "../..")],
  targets: [
    .executableTarget(
      name: "custom-backend", dependencies: [.product(name: "Dragoman", package: "dragoman")],
      path: "Sources")
  ])
