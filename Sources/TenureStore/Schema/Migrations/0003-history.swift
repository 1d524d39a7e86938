extension Migration {
  static let history = Migration(
    "0003-history", tables: ["chains", "events", "event_personal"],
    [
      .sql(
        """
        CREATE TABLE chains (
          account {text} NOT NULL PRIMARY KEY REFERENCES accounts (id),
          sequence {integer} NOT NULL,
          hash {bytes} NOT NULL,
          CONSTRAINT chains_sequence CHECK (sequence >= 0),
          CONSTRAINT chains_hash CHECK (length(hash) = 32)
        ){narrow}
        """),
      .sql(
        """
        CREATE TABLE events (
          account {text} NOT NULL REFERENCES accounts (id),
          sequence {integer} NOT NULL,
          at {integer} NOT NULL,
          subscription {text},
          type {text} NOT NULL,
          body {bytes} NOT NULL,
          hash {bytes} NOT NULL,
          PRIMARY KEY (account, sequence),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          CONSTRAINT events_sequence CHECK (sequence >= 1),
          CONSTRAINT events_type CHECK (type <> ''),
          CONSTRAINT events_hash CHECK (length(hash) = 32)
        ){table}
        """),
      .sql(
        """
        CREATE INDEX events_by_subscription ON events (account, subscription, sequence)
        WHERE subscription IS NOT NULL
        """),
      .refuse(["UPDATE", "DELETE"], on: "events"),
      .sql(
        """
        CREATE TABLE event_personal (
          account {text} NOT NULL,
          sequence {integer} NOT NULL,
          person {text},
          salt {bytes} NOT NULL,
          data {bytes} NOT NULL,
          PRIMARY KEY (account, sequence),
          FOREIGN KEY (account, sequence) REFERENCES events (account, sequence),
          FOREIGN KEY (account, person) REFERENCES people (account, id),
          CONSTRAINT event_personal_salt CHECK (length(salt) = 16)
        ){narrow}
        """),
      .sql(
        """
        CREATE INDEX event_personal_by_person ON event_personal (account, person)
        WHERE person IS NOT NULL
        """),
      .refuse(["UPDATE"], on: "event_personal"),
    ])
}
