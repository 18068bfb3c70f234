/// The backends and the exchanges of the shop that `dragoman demo` plays:
/// the text of `Examples/00-shop/expected.json`, which a test compares with it.
enum DemoExchanges {
  static let text = #"""
    {
      "about": "A shop behind one gate: four REST services, one of gRPC, one of GraphQL",
      "backends": {
        "http://127.0.0.1:9001": {
          "/v1/users/7": {
            "json": {
              "id": 7,
              "name": "Ada Lind",
              "email": "ada@shop.example",
              "password_hash": "$2b$12$Jr0vTq",
              "address": { "street": "Storgata 1", "city": "Bergen", "zip": "5003" },
              "loyalty_level": "gold"
            }
          }
        },
        "http://127.0.0.1:9002": {
          "/orders?customer=7": {
            "json": {
              "open": 1,
              "list": [
                { "number": 100200300400500600, "total": 129.90, "state": "sent" },
                { "number": 100200300400500601, "total": 35.00, "state": "packed" }
              ],
              "internal_note": "calls often"
            }
          },
          "POST /orders": {
            "status": 202,
            "headers": { "Location": "/orders/100200300400500602" },
            "json": { "number": 100200300400500602, "state": "accepted" }
          }
        },
        "http://127.0.0.1:9003": {
          "/recommendations/7": {
            "json": {
              "took_ms": 3,
              "result": { "skus": ["L-17", "T-4"], "why": "bought together" }
            }
          },
          "/catalogue?category=lamps": {
            "json": [
              { "sku": "L-17", "title": "Reading lamp", "price": 49.00, "warehouse": "B3" },
              { "sku": "L-18", "title": "Floor lamp", "price": 119.00, "warehouse": "B4" }
            ]
          },
          "/catalogue/L-17": {
            "json": { "sku": "L-17", "title": "Reading lamp", "price": 49.00, "warehouse": "B3" }
          }
        },
        "http://127.0.0.1:9004": {
          "/stock/L-17": { "silent": true }
        },
        "http://127.0.0.1:9006": {
          "POST /graphql": {
            "json": {
              "data": { "reviews": [{ "stars": 5 }] }
            }
          }
        }
      },
      "grpc": {
        "catalog": ["warehouse.pb"],
        "backends": {
          "127.0.0.1:9005": {
            "/shop.v1.Warehouse/GetItem": [
              {
                "when": { "sku": "L-17" },
                "json": {
                  "sku": "L-17", "on_hand": "12", "state": "IN_STOCK",
                  "shelves": [{ "aisle": "B3", "count": 12 }],
                  "counted_at": "2026-05-04T07:30:00Z"
                }
              },
              { "status": "NOT_FOUND", "message": "there is no such item" }
            ],
            "/shop.v1.Warehouse/WatchItem": {
              "stream": [
                { "number": "100200300400500600", "count": 20, "reason": "delivered" },
                { "number": "100200300400500601", "count": -8, "reason": "sold" }
              ]
            },
            "/shop.v1.Warehouse/Reserve": {
              "json": {
                "name": "reservations/31", "sku": "L-17", "count": 2,
                "expires_at": "2026-05-05T12:00:00Z"
              }
            }
          }
        }
      },
      "exchanges": [
        {
          "title": "Three backends are asked at once; the client gets one answer",
          "request": { "target": "/dashboard/7" },
          "expect": {
            "headers": {
              "Content-Type": "application/json; charset=utf-8",
              "Cache-Control": "public, max-age=60",
              "X-Krakend-Completed": "true"
            },
            "json": {
              "name": "Ada Lind",
              "address": { "city": "Bergen" },
              "level": "gold",
              "orders": {
                "open": 1,
                "list": [
                  { "number": 100200300400500600, "total": 129.90, "state": "sent" },
                  { "number": 100200300400500601, "total": 35.00, "state": "packed" }
                ]
              },
              "for_you": { "skus": ["L-17", "T-4"], "why": "bought together" }
            }
          },
          "calls": [
            { "backend": "http://127.0.0.1:9001", "target": "/v1/users/7" },
            { "backend": "http://127.0.0.1:9002", "target": "/orders?customer=7" },
            { "backend": "http://127.0.0.1:9003", "target": "/recommendations/7" }
          ]
        },
        {
          "title": "What the client must not see never leaves the gate",
          "request": { "target": "/users/7" },
          "expect": {
            "json": {
              "id": 7,
              "name": "Ada Lind",
              "email": "ada@shop.example",
              "address": { "street": "Storgata 1", "city": "Bergen", "zip": "5003" },
              "loyalty_level": "gold"
            }
          }
        },
        {
          "title": "A list stays a list; only the query strings that are named pass",
          "request": { "target": "/products?category=lamps&admin=true" },
          "expect": {
            "json": [
              { "sku": "L-17", "title": "Reading lamp", "price": 49.00 },
              { "sku": "L-18", "title": "Floor lamp", "price": 119.00 }
            ]
          },
          "calls": [{ "backend": "http://127.0.0.1:9003", "target": "/catalogue?category=lamps" }]
        },
        {
          "title": "An order passes through as it is: status, headers and body are the backend's",
          "request": {
            "method": "POST",
            "target": "/orders",
            "headers": { "Content-Type": "application/json", "X-Debug": "1" },
            "json": { "sku": "L-17", "count": 2 }
          },
          "expect": {
            "status": 202,
            "headers": { "Location": "/orders/100200300400500602", "X-Krakend-Completed": "false" },
            "json": { "number": 100200300400500602, "state": "accepted" }
          },
          "calls": [
            {
              "backend": "http://127.0.0.1:9002",
              "method": "POST",
              "target": "/orders",
              "headers": { "Content-Type": "application/json", "X-Debug": null },
              "json": { "sku": "L-17", "count": 2 }
            }
          ]
        },
        {
          "title": "A backend that does not answer in time costs its part, not the answer",
          "request": { "target": "/stock/L-17" },
          "expect": {
            "headers": { "X-Krakend-Completed": "false", "Cache-Control": null },
            "json": { "sku": "L-17", "title": "Reading lamp" }
          }
        },
        {
          "title": "A gRPC service as REST: nothing is generated, descriptors are enough",
          "request": { "target": "/items/L-17" },
          "expect": {
            "json": {
              "sku": "L-17", "on_hand": 12, "state": "IN_STOCK",
              "counted_at": "2026-05-04T07:30:00Z"
            }
          },
          "calls": [
            {
              "backend": "127.0.0.1:9005",
              "target": "/shop.v1.Warehouse/GetItem",
              "json": { "sku": "L-17" }
            }
          ]
        },
        {
          "title": "REST and gRPC become one answer",
          "request": { "target": "/pages/L-17" },
          "expect": {
            "headers": { "X-Krakend-Completed": "true" },
            "json": {
              "sku": "L-17", "title": "Reading lamp", "price": 49.00,
              "stock": { "on_hand": 12, "state": "IN_STOCK" }
            }
          }
        },
        {
          "title": "A stream of messages: a line for each, as the client asks for by Accept",
          "request": {
            "target": "/items/L-17/movements",
            "headers": { "Accept": "application/x-ndjson" }
          },
          "expect": {
            "headers": { "Content-Type": "application/x-ndjson" },
            "lines": [
              "{\"number\":100200300400500600,\"count\":20,\"reason\":\"delivered\"}",
              "{\"number\":100200300400500601,\"count\":-8,\"reason\":\"sold\"}"
            ]
          }
        },
        {
          "title": "The same stream as server-sent events",
          "request": {
            "target": "/items/L-17/movements",
            "headers": { "Accept": "text/event-stream" }
          },
          "expect": {
            "headers": { "Content-Type": "text/event-stream; charset=utf-8" },
            "lines": [
              "data: {\"number\":100200300400500600,\"count\":20,\"reason\":\"delivered\"}",
              "",
              "data: {\"number\":100200300400500601,\"count\":-8,\"reason\":\"sold\"}",
              ""
            ]
          }
        },
        {
          "title": "An annotated method is there without an endpoint being written",
          "request": {
            "method": "POST",
            "target": "/v1/items/L-17:reserve",
            "headers": { "Content-Type": "application/json" },
            "json": { "order": "orders/7", "count": 2 }
          },
          "expect": {
            "json": {
              "name": "reservations/31", "sku": "L-17", "count": 2,
              "expiresAt": "2026-05-05T12:00:00Z"
            }
          },
          "calls": [
            {
              "backend": "127.0.0.1:9005",
              "target": "/shop.v1.Warehouse/Reserve",
              "json": { "sku": "L-17", "order": "orders/7", "count": 2 }
            }
          ]
        },
        {
          "title": "What fails behind gRPC fails as HTTP does, and says why",
          "request": { "target": "/items/X-99" },
          "expect": {
            "status": 404,
            "json": { "code": 5, "status": "NOT_FOUND", "message": "there is no such item" }
          }
        },
        {
          "title": "What is not in the configuration does not exist",
          "request": { "target": "/v1/users/7" },
          "expect": { "status": 404, "text": "404 page not found" }
        },
        {
          "title": "A GraphQL query as an endpoint: path and query are its variables",
          "request": { "target": "/reviews/L-17?n=1" },
          "expect": { "json": { "reviews": [{ "stars": 5 }] } },
          "calls": [
            {
              "backend": "http://127.0.0.1:9006",
              "method": "POST",
              "target": "/graphql",
              "json": {
                "query": "query($sku: ID!, $n: Int) { reviews(sku: $sku, n: $n) { stars } }",
                "variables": { "n": 1, "sku": "L-17" }
              }
            }
          ]
        },
        {
          "title": "REST, gRPC and GraphQL in one answer",
          "request": { "target": "/everything/L-17" },
          "expect": {
            "headers": { "X-Krakend-Completed": "true" },
            "json": {
              "sku": "L-17", "title": "Reading lamp", "price": 49.00,
              "stock": { "on_hand": 12, "state": "IN_STOCK" },
              "reviews": [{ "stars": 5 }]
            }
          }
        }
      ]
    }

    """#
}
