/// Names of the fields of a message in JSON (GRPC-9).
public enum GRPCNaming: String, Sendable {
  /// As in the `.proto` file.
  case snakeCase = "snake_case"
  /// As ProtoJSON has them: `json_name`.
  case camelCase
}
