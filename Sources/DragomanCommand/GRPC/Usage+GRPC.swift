extension Usage {
  /// The texts of `help grpc …`.
  static func grpc(_ topic: String) -> String {
    switch topic {
    case "grpc list": grpcList
    case "grpc describe": grpcDescribe
    case "grpc import": grpcImport
    case "grpc config": grpcConfig
    default: grpcOverview
    }
  }

  private static let grpcOverview = """
    Usage: dragoman grpc <command> [flags]

      import    make a catalog from a server that offers reflection
      list      the services and methods of a catalog
      describe  a service, a method, a message or an enumeration of a catalog
      config    print a configuration to start with, for a service of a catalog

    A catalog is files with descriptor sets, or folders of such files (.pb):
    protoc --include_imports --descriptor_set_out=shop.pb shop.proto
    """

  private static let grpcList = """
    Usage: dragoman grpc list CATALOG… | -c FILE

      CATALOG               a file with a descriptor set, or a folder of .pb files
      -c, --config FILE     the catalog of this configuration

    Exits with 0, or with 1 if the catalog cannot be used.
    """

  private static let grpcDescribe = """
    Usage: dragoman grpc describe CATALOG… [NAME]
           dragoman grpc describe -c FILE [NAME]

      CATALOG               a file with a descriptor set, or a folder of .pb files
      -c, --config FILE     the catalog of this configuration
      NAME                  shop.v1.Orders, shop.v1.Orders/Get, shop.v1.Order, or the end of one;
                            without it, all services

    Exits with 0, or with 1 if the catalog cannot be used or has nothing of that name.
    """

  private static let grpcImport = """
    Usage: dragoman grpc import HOST:PORT [SERVICE…] -o FILE [--all] [--timeout TIME]
                                [-H 'name: value'] [--tls] [--ca FILE] [--insecure]
                                [--cert FILE --key FILE]

      SERVICE               only these services, by their full names
      -o, --output FILE     where the catalog is written: catalog.pb
      --all                 reflection, health and channelz too
      --timeout TIME        how long it may take in all; by default 10s
      -H, --header FIELD    metadata of the call; may be given several times
      --tls                 speak TLS; the flags below do so too
      --ca FILE             trust these authorities beside the system's (PEM)
      --insecure            do not verify the server
      --cert, --key FILE    show this certificate (PEM)

    Asks grpc.reflection.v1, and v1alpha if the server does not have that. Nothing is written
    unless a gateway could start with it. Exits with 0, or with 1 if there is no catalog.
    """

  private static let grpcConfig = """
    Usage: dragoman grpc config CATALOG… SERVICE [--host HOST:PORT] [--expose]
           dragoman grpc config -c FILE SERVICE [--host HOST:PORT] [--expose]

      CATALOG               a file with a descriptor set, or a folder of .pb files
      -c, --config FILE     the catalog of this configuration
      SERVICE               the service, by its full name or the end of it
      --host HOST:PORT      where the service is; by default localhost:50051
      --expose              let the google.api.http annotations make the endpoints

    Prints an endpoint for each method: where its annotation says, or POST /service/method.
    Exits with 0, or with 1 if there is no such service.
    """
}
