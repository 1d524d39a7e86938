import ArgumentParser
import Foundation
import TenurePolicy

/// The options that every command takes.
struct CommandOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that holds Policies/ and Locales/.",
      discussion: "Without it: $TENURE_HOME; else the current folder or the nearest above it; else "
        + "the nearest above the command. Texts that it lacks are Tenure's own.",
      valueName: "dir"))
  var policies: String?

  @Option(
    help: ArgumentHelp(
      "The language of the answer: en, nb, da or lv.",
      discussion: "Without it: the language of LC_ALL, LC_MESSAGES or LANG, or English."))
  var locale: String?

  @Flag(help: "Print without colour, even on a terminal.")
  var noColor = false

  var terminal: Terminal { Terminal.current(noColor: noColor) }

  func library() throws(InputErrors) -> PolicyLibrary {
    let home = try HomeFolder.find(policies)
    return try PolicyLibrary(folder: home, general: HomeFolder.general(for: home))
  }

  /// The library as far as it can be read, with what is wrong in it.
  func reading() throws(InputErrors) -> LibraryReading {
    let home = try HomeFolder.find(policies)
    return LibraryReading(folder: home, general: HomeFolder.general(for: home))
  }

  /// The texts in the language that was asked for.
  func localizer(_ library: PolicyLibrary) throws -> Localizer {
    let environment = ProcessInfo.processInfo.environment
    let told = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let wanted = Self.language(locale ?? told ?? "en")
    let known = library.messages.map(\.language)
    if let locale, !known.contains(wanted) {
      throw ValidationError(
        "`\(locale)` is not a language here. Use one of: \(known.joined(separator: ", ")).")
    }
    guard let catalog = library.messages(in: wanted) else {
      throw ValidationError("There is no Locales/en.yaml beside the policies.")
    }
    return Localizer(catalog)
  }

  /// The same for a folder in which something cannot be read: in any language that can.
  func localizer(_ reading: LibraryReading) throws -> Localizer {
    do {
      return try localizer(reading.library)
    } catch {
      guard !reading.hasTexts, let catalog = reading.library.messages.first else { throw error }
      return Localizer(catalog)
    }
  }

  /// The language of a locale's name: `nb` for `nb_NO.UTF-8` and for `no`.
  static func language(_ name: String) -> String {
    let language = name.prefix { $0.isLetter }.lowercased()
    return language == "no" || language == "nn" ? "nb" : language
  }
}
