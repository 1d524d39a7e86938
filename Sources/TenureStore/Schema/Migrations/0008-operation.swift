extension Migration {
  static let operation = Migration(
    "0008-operation", tables: ["editions", "settings"],
    [
      .sql(
        """
        CREATE TABLE editions (
          family {text} NOT NULL,
          date {integer} NOT NULL,
          digest {bytes} NOT NULL,
          document {text} NOT NULL,
          proof {bytes} NOT NULL,
          added {integer} NOT NULL,
          PRIMARY KEY (family, date),
          CONSTRAINT editions_digest CHECK (length(digest) = 32)
        ){table}
        """),
      .refuse(["UPDATE", "DELETE"], on: "editions"),
      .sql(
        """
        CREATE TABLE settings (
          name {text} NOT NULL PRIMARY KEY,
          value {text} NOT NULL
        ){narrow}
        """),
    ])
}
