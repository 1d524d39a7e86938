import HTTPTypes

extension InterfaceReference {
  /// The values of the template `reference`.
  var values: [String: Any] {
    [
      "title": title, "introduction": PageText.paragraphs(introduction),
      "sections": sections.map { section in
        [
          "name": section.name, "description": PageText.inline(section.description),
          "operations": section.operations.map(Self.values),
        ] as [String: Any]
      },
      "shapes": shapes.map { shape in
        [
          "name": shape.name, "description": PageText.inline(shape.description),
          "type": PageText.inline(shape.type ?? ""), "hasMembers": !shape.members.isEmpty,
          "members": shape.members.map(Self.values),
        ] as [String: Any]
      },
      "problems": problems.map {
        [
          "type": $0.type, "name": $0.rawValue, "status": "\($0.status.code)", "title": $0.title,
          "help": PageText.inline($0.help),
        ]
      },
    ]
  }

  private static func values(_ operation: Operation) -> [String: Any] {
    let needs =
      operation.permission.map { "Needs the permission <code>\($0)</code>." }
      ?? (operation.isOpen ? "Open to anybody." : "Needs a credential, and no permission.")
    return [
      "id": operation.id, "method": operation.method, "path": operation.path,
      "summary": operation.summary, "description": PageText.inline(operation.description),
      "needs": needs, "hasParameters": !operation.parameters.isEmpty,
      "parameters": operation.parameters.map(values), "hasBody": !operation.bodies.isEmpty,
      "bodies": operation.bodies.map(values),
      "answers": operation.answers.map { answer in
        [
          "status": answer.status == "default" ? "other" : answer.status,
          "description": PageText.inline(answer.description),
          "forms": answer.forms.map(values),
        ] as [String: Any]
      },
    ]
  }

  private static func values(_ form: Form) -> [String: Any] {
    ["form": form.form, "shape": form.shape ?? "", "hasShape": form.shape != nil]
  }

  private static func values(_ member: Member) -> [String: Any] {
    [
      "name": member.name, "place": member.place, "isRequired": member.isRequired,
      "words": PageText.inline(
        member.type.words.prefix(1).uppercased() + member.type.words.dropFirst()),
      "shape": member.type.shape ?? "",
      "hasShape": member.type.shape != nil, "description": PageText.inline(member.description),
    ]
  }
}
