/// Gathers what is wrong: a catalog is read to its end, so that all of it is told at once.
final class FaultLog {
  private(set) var faults: [DescriptorFault] = []
  private(set) var warnings: [DescriptorFault] = []
  private(set) var isCut = false
  private let limit: Int
  private let files: [UnpackedFile]

  init(_ files: [UnpackedFile], _ faults: [DescriptorFault], limit: Int) {
    self.files = files
    self.limit = limit
    self.faults = faults
  }

  /// There is no sense in looking for more.
  var isFull: Bool { isCut }

  func fault(_ file: Int, _ symbol: String?, _ reason: String) {
    guard faults.count < limit else {
      isCut = true
      return
    }
    faults.append(entry(file, symbol, reason))
  }

  func warn(_ file: Int, _ symbol: String?, _ reason: String) {
    if warnings.count < limit, !files[file].isBuiltIn {
      warnings.append(entry(file, symbol, reason))
    }
  }

  private func entry(_ file: Int, _ symbol: String?, _ reason: String) -> DescriptorFault {
    DescriptorFault(
      set: files[file].set, file: FaultText.shown(files[file].name),
      symbol: symbol.map(FaultText.shown), reason: FaultText.shown(reason))
  }
}
