extension Migration {
  static let batches = Migration(
    "0007-batches", tables: ["batches", "batch_items"],
    [
      .sql(
        """
        CREATE TABLE batches (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          created {integer} NOT NULL,
          request {bytes} NOT NULL,
          total {integer} NOT NULL,
          done {integer} NOT NULL,
          PRIMARY KEY (account, id),
          CONSTRAINT batches_done CHECK (done BETWEEN 0 AND total)
        ){table}
        """),
      .sql("CREATE INDEX batches_unfinished ON batches (created, account, id) WHERE done < total"),
      .sql(
        """
        CREATE TABLE batch_items (
          account {text} NOT NULL,
          batch {text} NOT NULL,
          position {integer} NOT NULL,
          subscription {text} NOT NULL,
          outcome {text},
          receipt {text},
          PRIMARY KEY (account, batch, position),
          FOREIGN KEY (account, batch) REFERENCES batches (account, id),
          FOREIGN KEY (account, receipt) REFERENCES receipts (account, id),
          CONSTRAINT batch_items_position CHECK (position >= 0),
          CONSTRAINT batch_items_receipt CHECK (receipt IS NULL OR outcome IS NOT NULL)
        ){narrow}
        """),
      .sql(
        """
        CREATE INDEX batch_items_waiting ON batch_items (account, batch, position)
        WHERE outcome IS NULL
        """),
    ])
}
