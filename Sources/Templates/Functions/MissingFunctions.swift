/// Sprig's functions that are not there, and why.
enum MissingFunctions {
  static let reasons: [String: String] = {
    var reasons: [String: String] = [:]
    for (names, reason) in groups {
      for name in names.split(separator: " ") { reasons[String(name)] = reason }
    }
    return reasons
  }()

  private static let groups: [(names: String, reason: String)] = [
    (
      "now ago date dateInZone date_in_zone dateModify date_modify mustDateModify "
        + "must_date_modify htmlDate htmlDateInZone toDate mustToDate unixEpoch",
      "a configuration must not depend on when it is read"
    ),
    (
      "randAlpha randAlphaNum randAscii randNumeric randInt randBytes shuffle uuidv4",
      "a configuration must not depend on chance"
    ),
    (
      "bcrypt htpasswd derivePassword genPrivateKey genCA genCAWithKey genSelfSignedCert "
        + "genSelfSignedCertWithKey genSignedCert genSignedCertWithKey buildCustomCert encryptAES "
        + "decryptAES",
      "keys and passwords are made elsewhere"
    ),
    ("sha1sum sha256sum sha512sum adler32sum", "check sums are not supported yet"),
    ("getHostByName", "a configuration must not depend on what a name server says"),
    ("semver semverCompare", "versions are not supported yet"),
    ("urlParse urlJoin", "taking URLs apart is not supported yet"),
    ("duration durationRound", "lengths of time are not supported yet"),
    ("hello", "it is for Sprig's own tests"),
  ]
}
