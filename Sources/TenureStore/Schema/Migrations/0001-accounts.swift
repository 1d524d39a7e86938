extension Migration {
  static let accounts = Migration(
    "0001-accounts", tables: ["accounts", "people", "roles", "domains"],
    [
      .sql(
        """
        CREATE TABLE accounts (
          id {text} NOT NULL PRIMARY KEY,
          version {integer} NOT NULL,
          name {text} NOT NULL,
          name_key {text} NOT NULL,
          kind {text} NOT NULL,
          family {text} NOT NULL,
          agreement {text},
          program {text},
          segment {text} NOT NULL,
          country {text},
          cloud {text} NOT NULL,
          time_zone {text} NOT NULL,
          language {text} NOT NULL,
          billing_profile {text},
          storage_used {integer},
          storage_mail {integer},
          created {integer} NOT NULL,
          closed {integer},
          CONSTRAINT accounts_version CHECK (version >= 1),
          CONSTRAINT accounts_kind CHECK (kind IN {words AccountKind}),
          CONSTRAINT accounts_agreement CHECK (agreement IN {words Agreement}),
          CONSTRAINT accounts_program CHECK (program IN {words Program}),
          CONSTRAINT accounts_segment CHECK (segment IN {words Segment}),
          CONSTRAINT accounts_country CHECK (length(country) = 2),
          CONSTRAINT accounts_cloud CHECK (cloud IN {words Cloud}),
          CONSTRAINT accounts_storage CHECK (
            storage_used >= 0 AND storage_mail >= 0
            AND (storage_used IS NOT NULL OR storage_mail IS NULL)),
          CONSTRAINT accounts_closed CHECK (closed >= created)
        ){table}
        """),
      .sql("CREATE INDEX accounts_by_name ON accounts (name_key, id)"),
      .sql(
        """
        CREATE TABLE people (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          name {text},
          email {text},
          language {text},
          created {integer} NOT NULL,
          erased {integer},
          PRIMARY KEY (account, id),
          CONSTRAINT people_email CHECK (email = lower(email)),
          CONSTRAINT people_erased CHECK (erased IS NULL OR (name IS NULL AND email IS NULL))
        ){table}
        """),
      .sql("CREATE UNIQUE INDEX people_by_email ON people (email, account)"),
      .sql(
        """
        CREATE TABLE roles (
          account {text} NOT NULL,
          person {text} NOT NULL,
          position {integer} NOT NULL,
          role {text} NOT NULL,
          PRIMARY KEY (account, person, position),
          FOREIGN KEY (account, person) REFERENCES people (account, id),
          CONSTRAINT roles_position CHECK (position >= 0),
          CONSTRAINT roles_role CHECK (role IN {words Role}),
          CONSTRAINT roles_once UNIQUE (account, person, role)
        ){narrow}
        """),
      .sql(
        """
        CREATE TABLE domains (
          account {text} NOT NULL REFERENCES accounts (id),
          domain {text} NOT NULL,
          PRIMARY KEY (account, domain),
          CONSTRAINT domains_domain CHECK (domain = lower(domain) AND domain <> '')
        ){narrow}
        """),
      .sql("CREATE INDEX domains_by_domain ON domains (domain, account)"),
    ])
}
