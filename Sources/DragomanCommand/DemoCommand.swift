/// `dragoman demo`: a gateway at work, with backends of its own.
struct DemoCommand {
  private let options: Invocation.Options

  init(_ options: Invocation.Options) { self.options = options }

  func run() -> Int32 { Console.complain("dragoman demo: not in this build yet", status: 1) }
}
