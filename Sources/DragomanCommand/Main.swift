/// `dragoman`: the product.
@main
struct Main {
  static func main() {
    let status: Int32
    switch Invocation.parse(Array(CommandLine.arguments.dropFirst())) {
    case .success(.run(let options)): status = RunCommand(options).run()
    case .success(.check(let options)): status = CheckCommand(options).run()
    case .success(.audit(let audit, let options)): status = AuditCommand(audit, options).run()
    case .success(.explain(let request, let options)):
      status = ExplainCommand(request, options).run()
    case .success(.demo(let options)): status = DemoCommand(options).run()
    case .success(.grpc(let options)): status = GRPCCommand(options).run()
    case .success(.graphQL(let options)): status = GraphQLCommand(options).run()
    case .success(.version): status = Console.say(Usage.version)
    case .success(.help(let topic)): status = Console.say(Usage.text(topic))
    case .failure(let mistake): status = Console.complain(mistake.text, status: 1)
    }
    Console.leave(status)
  }
}
