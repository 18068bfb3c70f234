import Bytes
import Messages

/// Reads `Accept` (RFC 9110 §12.5.1) for the forms that a stream can have: of a form named more
/// than once the most exact name counts.
struct AcceptRanking {
  /// What a media type says of a form: how exactly, and with which quality in thousandths.
  private struct Rank {
    var precision = -1
    var quality = 0
  }

  private var ranks = [Rank](repeating: Rank(), count: StreamForm.allCases.count)
  private var isEmpty = true

  /// An array, which every reader of JSON understands, unless another form is liked better.
  var best: StreamForm {
    guard !isEmpty else { return .array }
    var best = StreamForm.array
    var quality = 0
    for (form, rank) in zip(StreamForm.allCases, ranks) where rank.quality > quality {
      best = form
      quality = rank.quality
    }
    return best
  }

  /// Takes the value of a field in.
  mutating func read(list value: Span<UInt8>) {
    var cursor = 0
    while let member = FieldList.next(value, from: &cursor) {
      read(value.extracting(member))
    }
  }

  private mutating func read(_ member: Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.append(member)
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let parts = text.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
    guard let type = parts.first, !type.isEmpty else { return }
    isEmpty = false
    let quality = AcceptRanking.quality(parts.dropFirst())
    switch type {
    case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl",
      "application/jsonlines":
      rank(.ndjson, 2, quality)
    case "text/event-stream": rank(.serverSentEvents, 2, quality)
    case "application/json": rank(.array, 2, quality)
    case "text/*": rank(.serverSentEvents, 1, quality)
    case "application/*":
      rank(.ndjson, 1, quality)
      rank(.array, 1, quality)
    case "*/*": StreamForm.allCases.forEach { rank($0, 0, quality) }
    default: return
    }
  }

  private mutating func rank(_ form: StreamForm, _ precision: Int, _ quality: Int) {
    guard let index = StreamForm.allCases.firstIndex(of: form) else { return }
    guard precision >= ranks[index].precision else { return }
    ranks[index] = Rank(precision: precision, quality: quality)
  }

  /// `q=0.5` is 500; without one 1000 (RFC 9110 §12.4.2).
  private static func quality(_ parameters: ArraySlice<String>) -> Int {
    guard let text = parameters.first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else {
      return 1000
    }
    guard text.hasPrefix("0") else { return text.hasPrefix("1") ? 1000 : 0 }
    let digits = text.dropFirst(2)
    guard text.count == 1 || text.hasPrefix("0."), digits.count <= 3 else { return 0 }
    return Int(digits + "000".dropFirst(digits.count)) ?? 0
  }
}
