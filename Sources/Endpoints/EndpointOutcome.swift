public import Messages
public import Shaping

/// What an endpoint came to.
public enum EndpointOutcome {
  /// Data to be encoded. With failures or details in it the answer is incomplete (MRG-3, MRG-4).
  case data(ShapedTree, isComplete: Bool, [GatewayFailure])
  /// The one backend's answer as it is, its content still on the way (NOP-1).
  case stream(ResponseHead, any BodySource)
  /// Every backend failed.
  case failure([GatewayFailure])
}
