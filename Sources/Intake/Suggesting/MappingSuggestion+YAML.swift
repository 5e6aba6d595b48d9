import RiskRegister

extension MappingSuggestion {
    /// The mapping's file: what is taken as lines, what is in doubt as comments, a reason behind each.
    package var yaml: String {
        var page = YAMLPage()
        page.note(
            "Suggested for \(file), of \(records) records, by names, values and how they agree.")
        page.note(
            "Look at each line; take the # away from a line in doubt that is right. Then: baf mapping check FILE"
        )
        for name in missing {
            page.note("MISSING: no column is surely the \(name); see the lines in doubt.")
        }
        page.line("id: \(YAMLPage.quoted(identity))")
        page.line("version: \"1\"")
        page.line("kind: \(kind.rawValue)")
        page.line(
            "source: \(YAMLPage.quoted(identity))", "the system's name: part of what an extract is")
        page.line("organisation: \"\"", "your code, where the file names none")
        if let root { page.line("roots: \(YAMLPage.list([root]))", "the outermost element") }
        if let record {
            page.line(
                "records: \(YAMLPage.list([record]))", "the element that occurs again and again")
        }
        if let headingRow { page.note("The headings stand in row \(headingRow).") }
        if !extractDay.isEmpty {
            page.line("extract day: \(YAMLPage.list(extractDay.map(\.word)))", extractDay[0].reason)
        }
        if !organisationNames.isEmpty {
            page.line(
                "organisation names: \(YAMLPage.list(organisationNames.map(\.word)))",
                organisationNames[0].reason)
        }
        page.line("date order: \(dateOrder.rawValue)", dateReason)
        page.line("")
        page.line("fields:")
        for line in lines {
            let text = "\(line.field.rawValue): \(YAMLPage.list(line.headings))"
            if line.sureness == .doubtful {
                page.line("  # \(text)", "in doubt: \(line.reason)")
            } else {
                page.line("  \(text)", "\(line.sureness.rawValue): \(line.reason)")
            }
        }
        writeOthers(&page)
        writeWords(&page)
        return page.text
    }

    /// The file's name without days, folders and endings: "june/risk_export_2026-06.csv" is "risk-export".
    var identity: String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        let stem =
            last.split(separator: "!").first?.split(separator: ".").first.map(String.init) ?? ""
        let words = stem.lowercased().split { !$0.isLetter }.map(String.init)
        return words.isEmpty ? "export" : words.joined(separator: "-")
    }

    private func writeOthers(_ page: inout YAMLPage) {
        guard !others.isEmpty else { return }
        page.line("")
        page.note("Kept as they stand.")
        page.line("ignored:")
        for other in others { page.line("  - \(YAMLPage.quoted(other.word))", other.reason) }
    }

    private func writeWords(_ page: inout YAMLPage) {
        page.line("")
        if lines.contains(where: { $0.field == .approval }) {
            page.line("approval words:")
            for word in words.approval {
                page.line(
                    "  \(YAMLPage.quoted(word.word)): \(word.value.rawValue)",
                    word.isInFile ? "in this file" : nil)
            }
            unknown("approval words", &page)
        }
        if lines.contains(where: { $0.field == .status || $0.field == .actionStatus }) {
            writeStates(&page)
        }
        guard kind == .risks else { return }
        for (name, steps) in [
            ("likelihood words", words.likelihood), ("consequence words", words.consequence),
        ] {
            page.line("\(name):")
            for word in steps {
                page.line(
                    "  \(YAMLPage.quoted(word.word)): \(word.value)",
                    word.isInFile ? "in this file" : nil)
            }
        }
        page.line(
            "likelihood first: true", "in \"4x3\" the likelihood stands first; no file shows it")
    }

    private func writeStates(_ page: inout YAMLPage) {
        page.line("closed words:")
        for word in words.closed {
            page.line("  - \(YAMLPage.quoted(word.word))", word.isInFile ? "in this file" : nil)
        }
        page.line("open words:")
        for word in words.open {
            page.line("  - \(YAMLPage.quoted(word.word))", word.isInFile ? "in this file" : nil)
        }
        unknown("open words", &page)
    }

    private func unknown(_ part: String, _ page: inout YAMLPage) {
        for entry in words.unknown where entry.part == part {
            let line =
                part == "approval words"
                ? "\(YAMLPage.quoted(entry.word)): awaiting" : "- \(YAMLPage.quoted(entry.word))"
            page.line("  # \(line)", "in doubt: a word of the file that says neither")
        }
    }
}

/// Writes lines of YAML with their comments.
struct YAMLPage {
    private(set) var text = ""

    mutating func note(_ words: String) { text += "# \(YAMLPage.plain(words))\n" }

    mutating func line(_ line: String, _ comment: String? = nil) {
        text += line
        if let comment { text += "   # \(YAMLPage.plain(comment))" }
        text += "\n"
    }

    static func list(_ words: [String]) -> String {
        "[" + words.map(quoted).joined(separator: ", ") + "]"
    }

    /// A word as YAML reads it back: plain where it can only be a text.
    static func quoted(_ word: String) -> String {
        let isPlain =
            word.first.map { $0.isASCII && $0.isLetter } ?? false
            && word.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
                        || " _/()-".unicodeScalars.contains($0))
            }
            && word.last != " "
            && !["yes", "no", "true", "false", "null", "on", "off", "y", "n"].contains(
                word.lowercased())
        if isPlain { return word }
        var quoted = "\""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where YAMLPage.isUnseen(scalar):
                let hex = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                quoted += width == 8 ? "\\U" : "\\u"
                quoted += String(repeating: "0", count: width - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// One line, without what a terminal would obey.
    private static func plain(_ words: String) -> String {
        String(String.UnicodeScalarView(words.unicodeScalars.map { isUnseen($0) ? " " : $0 }))
    }

    /// It moves a cursor, ends a line or turns the direction of a text, and cannot be seen.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
