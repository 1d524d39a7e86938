import TenureEngine

extension Endpoints {
  private static let path = "/v1/accounts/{account}"

  static let accounts: [Endpoint] = [
    .post("createAccount", "/v1/accounts") { call in
      Reply(
        try await call.engine.createAccount(call.body, by: call.known(), once: call.once()))
    },
    .get(
      "findAccounts", "/v1/accounts", query: ["name", "domain", "email", "search"] + Call.pageQuery
    ) {
      call in
      let domain = try call.query.value("domain", "write a domain such as `example.com`") {
        DomainName.checked($0)
      }
      let email = try call.query.value("email", "write an address such as `kari@example.com`") {
        isAddress($0) ? $0.lowercased() : nil
      }
      let search = AccountSearch(
        name: try call.text("name", upTo: 200), domain: domain, email: email,
        text: try call.text("search", upTo: 200))
      return try call.reply(
        await call.engine.accounts(
          search, after: call.place(), limit: call.limit(), by: call.known()))
    },
    .get("getAccount", path) { call in
      try Reply(await call.engine.account(call.account(), by: call.known()))
    },
    .patch("changeAccount", path) { call in
      Reply(
        try await call.engine.changeAccount(
          call.account(), call.body, by: call.known(), ifVersion: call.expectedVersion(),
          once: call.once()))
    },
    .put("addDomain", path + "/domains/{domain}") { call in
      Reply(
        try await call.engine.addDomain(
          call.parameters["domain"] ?? "", to: call.account(), by: call.known()))
    },
    .delete("deleteDomain", path + "/domains/{domain}") { call in
      Reply(
        try await call.engine.deleteDomain(
          call.parameters["domain"] ?? "", of: call.account(), by: call.known()))
    },
  ]
  /// Whether a text can be an e-mail address; whether it can be reached is not asked.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
      && !text.contains(where: \.isWhitespace)
  }
}
