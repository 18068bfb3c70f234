/// The configuration of the shop that `dragoman demo` plays:
/// the text of `Examples/00-shop/krakend.json`, which a test compares with it.
enum DemoConfiguration {
  static let text = #"""
    {
      "version": 3,
      "name": "A small shop",
      "port": 8080,
      "timeout": "2s",
      "cache_ttl": "60s",
      "extra_config": {
        "router": { "return_error_msg": true },
        "grpc": {
          "catalog": ["warehouse.pb"],
          "expose": [
            {
              "service": "shop.v1.Warehouse",
              "methods": ["Reserve"],
              "backend": {
                "host": ["127.0.0.1:9005"],
                "extra_config": { "backend/grpc": { "json": "protojson" } }
              }
            }
          ]
        }
      },
      "endpoints": [
        {
          "endpoint": "/dashboard/{user}",
          "backend": [
            {
              "host": ["http://127.0.0.1:9001"],
              "url_pattern": "/v1/users/{user}",
              "allow": ["name", "address.city", "loyalty_level"],
              "mapping": { "loyalty_level": "level" }
            },
            {
              "host": ["http://127.0.0.1:9002"],
              "url_pattern": "/orders?customer={user}",
              "group": "orders",
              "deny": ["internal_note"]
            },
            {
              "host": ["http://127.0.0.1:9003"],
              "url_pattern": "/recommendations/{user}",
              "target": "result",
              "group": "for_you"
            }
          ]
        },
        {
          "endpoint": "/users/{user}",
          "backend": [
            {
              "host": ["http://127.0.0.1:9001"],
              "url_pattern": "/v1/users/{user}",
              "deny": ["password_hash"]
            }
          ]
        },
        {
          "endpoint": "/products",
          "output_encoding": "json-collection",
          "input_query_strings": ["category"],
          "backend": [
            {
              "host": ["http://127.0.0.1:9003"],
              "url_pattern": "/catalogue",
              "is_collection": true,
              "extra_config": {
                "proxy": {
                  "flatmap_filter": [{ "type": "del", "args": ["collection.*.warehouse"] }]
                }
              }
            }
          ]
        },
        {
          "endpoint": "/orders",
          "method": "POST",
          "output_encoding": "no-op",
          "input_headers": ["Content-Type", "X-Request-Id"],
          "backend": [{ "host": ["http://127.0.0.1:9002"], "url_pattern": "/orders" }]
        },
        {
          "endpoint": "/stock/{sku}",
          "timeout": "300ms",
          "backend": [
            {
              "host": ["http://127.0.0.1:9003"],
              "url_pattern": "/catalogue/{sku}",
              "allow": ["sku", "title"]
            },
            {
              "host": ["http://127.0.0.1:9004"],
              "url_pattern": "/stock/{sku}",
              "group": "stock"
            }
          ]
        },
        {
          "endpoint": "/items/{sku}",
          "backend": [
            {
              "host": ["127.0.0.1:9005"],
              "url_pattern": "/shop.v1.Warehouse/GetItem",
              "deny": ["shelves"],
              "extra_config": {
                "backend/grpc": {
                  "output_enum_as_string": true,
                  "output_timestamp_as_string": true
                },
                "backend/http": { "return_error_code": true }
              }
            }
          ]
        },
        {
          "endpoint": "/items/{sku}/movements",
          "backend": [
            {
              "host": ["127.0.0.1:9005"],
              "url_pattern": "/shop.v1.Warehouse/WatchItem",
              "extra_config": { "backend/grpc": {} }
            }
          ]
        },
        {
          "endpoint": "/pages/{sku}",
          "backend": [
            {
              "host": ["http://127.0.0.1:9003"],
              "url_pattern": "/catalogue/{sku}",
              "deny": ["warehouse"]
            },
            {
              "host": ["127.0.0.1:9005"],
              "url_pattern": "/shop.v1.Warehouse/GetItem",
              "allow": ["on_hand", "state"],
              "group": "stock",
              "extra_config": { "backend/grpc": { "output_enum_as_string": true } }
            }
          ]
        },
        {
          "endpoint": "/reviews/{sku}",
          "input_query_strings": ["n"],
          "backend": [
            {
              "host": ["http://127.0.0.1:9006"],
              "url_pattern": "/graphql",
              "target": "data",
              "extra_config": {
                "backend/graphql": {
                  "type": "query",
                  "query": "query($sku: ID!, $n: Int) { reviews(sku: $sku, n: $n) { stars } }",
                  "from": ["path", "query"],
                  "errors": "fail"
                }
              }
            }
          ]
        },
        {
          "endpoint": "/everything/{sku}",
          "backend": [
            {
              "host": ["http://127.0.0.1:9003"],
              "url_pattern": "/catalogue/{sku}",
              "deny": ["warehouse"]
            },
            {
              "host": ["127.0.0.1:9005"],
              "url_pattern": "/shop.v1.Warehouse/GetItem",
              "allow": ["on_hand", "state"],
              "group": "stock",
              "extra_config": { "backend/grpc": { "output_enum_as_string": true } }
            },
            {
              "host": ["http://127.0.0.1:9006"],
              "url_pattern": "/graphql",
              "target": "data",
              "extra_config": {
                "backend/graphql": {
                  "type": "query",
                  "query": "query($sku: ID!, $n: Int) { reviews(sku: $sku, n: $n) { stars } }",
                  "variables": { "sku": "{sku}", "n": 1 },
                  "errors": "fail"
                }
              }
            }
          ]
        }
      ]
    }

    """#
}
