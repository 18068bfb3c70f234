import Configuration
import Endpoints

extension FailureSettings {
  /// The contract as the pipeline takes it.
  func contract(_ service: ServiceConfiguration) -> FailureContract {
    guard isProblem else { return .krakend }
    let showsDetail = showsDetail ?? service.router.returnErrorMessage
    return .problem(.init(showsDetail: showsDetail, backendBody: backendBody))
  }
}
