import RiskRegister
import Texts
import XML

/// What reading a framework notes: names and words that mean nothing here, ids that are none.
extension FrameworkBuilding {
    var fileSubject: FindingSubject { .file(file) }

    mutating func find(
        _ code: String, _ severity: Severity, _ subject: FindingSubject, _ message: String,
        _ advice: String, at element: FrameworkElement
    ) {
        findings.append(
            Finding(
                code: code, severity: severity, subject: subject, message: message, advice: advice,
                field: element.node.name, line: element.node.line))
    }

    /// RD03: attributes and elements that a framework does not have, once each.
    mutating func check(
        _ element: FrameworkElement, _ names: [String], subject: FindingSubject? = nil
    ) {
        let known = Set(names.map(\.lettersAndDigits))
        for (name, line) in element.names where !known.contains(name.lettersAndDigits) {
            unknown(name, line, in: element, among: names, subject)
        }
        checkGroups(element, names, subject)
    }

    /// What stands in groups is checked as if it stood without them.
    mutating func checkGroups(
        _ element: FrameworkElement, _ names: [String], _ subject: FindingSubject?
    ) {
        let known = Set(names.map(\.lettersAndDigits))
        for group in element.groups where known.contains(group.node.name.lettersAndDigits) {
            for child in group.node.elements where !known.contains(child.name.lettersAndDigits) {
                unknown(child.name, child.line, in: group, among: names, subject)
            }
        }
    }

    mutating func unknown(
        _ name: String, _ line: Int, in element: FrameworkElement, among names: [String],
        _ subject: FindingSubject?
    ) {
        guard reported.insert(element.node.name + "/" + name).inserted else { return }
        let hint =
            nearest(name, names, comparing: \.lettersAndDigits).map { "; did you mean \($0)?" }
            ?? ""
        findings.append(
            Finding(
                code: "RD03", subject: subject ?? fileSubject,
                message: "\(XMLError.oneLine(name)) in <\(XMLError.oneLine(element.node.name))>"
                    + ", line \(line), is no part of a framework: not read\(hint)",
                advice: "Use the names that Samples/hct/framework.xml lists, or take it out.",
                field: name, line: line))
    }

    /// RD04: a word that means nothing here; long ones are not repeated.
    mutating func unknownWord(
        _ word: String, _ name: String, _ subject: FindingSubject, _ consequence: String,
        at element: FrameworkElement
    ) {
        let shown = word.utf8.count <= 40 ? " \"\(word)\"" : ""
        find(
            "RD04", .warning, subject, "\(name)\(shown) has no meaning here: \(consequence)",
            "Correct it in the framework.", at: element)
    }

    /// The id of an element, made unlike those before it; RD05 when it has none.
    mutating func id(
        _ element: FrameworkElement, among taken: [String], _ subject: (String) -> FindingSubject
    ) -> String {
        guard let id = element.value("id") else {
            let made = unused("?\(taken.count + 1)", taken)
            find(
                "RD05", .error, subject(made), "<\(element.node.name)> has no id",
                "Give it an id that it keeps.", at: element)
            return made
        }
        guard taken.contains(id) else { return id }
        let made = unused(id + " #2", taken)
        find(
            "ID01", .error, subject(made),
            "the framework has \(id) more than once; this one is kept as \(made)",
            "Give each an id of its own.", at: element)
        return made
    }

    private func unused(_ id: String, _ taken: [String]) -> String {
        guard taken.contains(id) else { return id }
        var number = 2
        while taken.contains("\(id)-\(number)") { number += 1 }
        return "\(id)-\(number)"
    }
}
