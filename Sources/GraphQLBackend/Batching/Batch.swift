import Bytes
import Document
import Endpoints
import HTTPBackend
import Messages

/// Operations that are one request, on their way out and until the answer is there.
final class Batch: AnswerReceiver {
  @exclusivity(unchecked) private var items: [BatchItem] = []
  /// How many bytes their contents have.
  @exclusivity(unchecked) private var size = 0
  /// How many of them somebody still waits for.
  @exclusivity(unchecked) private var waiting = 0
  @exclusivity(unchecked) private var ongoing: (any OngoingCall)?
  @exclusivity(unchecked) private var head: ResponseHead?
  @exclusivity(unchecked) private var isOver = false

  init() {}

  var count: Int { items.count }

  /// Whether an operation can go with those that are there: all that is said of the content, and
  /// of the client, is said once.
  func takes(_ item: BatchItem) -> Bool {
    guard let first = items.first else { return true }
    guard size + item.content.count < Batching.sizeLimit,
      first.call.method == item.call.method, first.call.target == item.call.target,
      first.call.fields.storage == item.call.fields.storage
    else { return false }
    return !items.contains { $0.number == item.number }
  }

  func add(_ item: BatchItem) {
    item.batch = self
    items.append(item)
    size += item.content.count + 1
    waiting += 1
  }

  /// Sends what somebody still waits for; one operation is a request like any.
  func send() {
    items.removeAll(where: \.isOver)
    guard items.count > 1, let first = items.first else {
      let item = items.first
      end()
      item?.begin()
      return
    }
    var call = first.call
    let content = content
    call.content = .bytes(content)
    call.framing = .length(UInt64(content.count))
    call.wantsHead = true
    let begun = first.batching.carrier.begin(call, slot: 0, receiver: self)
    if !isOver { ongoing = begun }
  }

  private var content: [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(size + 2)
    content.append(0x5B)
    for (index, item) in items.enumerated() {
      if index > 0 { content.append(ASCII.comma) }
      content += item.content
    }
    content.append(0x5D)
    return content
  }

  private func end() {
    isOver = true
    ongoing = nil
    items = []
  }

  /// Nobody waits for one of them any more: the others are not concerned.
  func left() {
    waiting -= 1
    guard waiting == 0, !isOver, let ongoing else { return }
    end()
    ongoing.cancel()
  }

  func received(_ head: ResponseHead, slot: Int) {
    self.head = head
    for item in items { item.pass(head) }
  }

  /// The carrier hands the content over as it is.
  func received(_ answer: BackendAnswer, slot: Int) {
    guard !isOver, let head, case .undecoded(let content) = answer else { return }
    let items = items
    end()
    let answers = Batch.answers(content, head, items)
    for (index, item) in items.enumerated() {
      if let answers {
        item.settle(head, answers[index])
      } else {
        item.refuse(head, content, "the answer to a batch of \(items.count) is no such array")
      }
    }
  }

  func failed(_ failure: GatewayFailure, slot: Int) {
    guard !isOver else { return }
    let items = items
    end()
    for item in items { item.settle(failure) }
  }

  /// The answers to each, as JSON texts; nil if there are not as many.
  private static func answers(
    _ content: [UInt8], _ head: ResponseHead, _ items: [BatchItem]
  ) -> [[UInt8]]? {
    guard StatusRule.isSuccess(head.status), let limits = items.first?.limits,
      let document = try? Document.scan(content, .firstValue, limits: limits),
      document.kind(of: document.root) == .array,
      document.count(of: document.root) == items.count
    else { return nil }
    return document.elements(of: document.root).map { document.slice(of: $0) }
  }
}
