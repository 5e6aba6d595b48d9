/// What auditors and boards look for in a register, run over a view of it.
///
///     let (findings, notRun) = Checks.run(on: view)
package enum Checks {
    private static let byCode = Dictionary(
        catalogue.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// The check of a code.
    package static func check(_ code: String) -> Check? { byCode[code] }

    /// What the checks find in a register, and which of them could not run.
    ///
    /// Findings raised while files were read are gathered, and set by the rulebook like the others.
    /// A finding that people have accepted carries the reason and the day until which it is accepted.
    ///
    /// - Parameters:
    ///   - view: The register on a day.
    ///   - subjects: What is asked about; nil: what the view holds.
    /// - Returns: Findings by severity, code and subject; checks that did not run, by code.
    package static func run(
        on view: RegisterView, about subjects: CheckSubjects? = nil
    ) -> (findings: [Finding], notRun: [NotRun]) {
        let run = CheckRun(on: view, about: subjects)
        return (run.findings(), run.notRun)
    }
}

extension Finding {
    /// A finding of the catalogue, with the severity and advice that the catalogue gives its code.
    ///
    /// For readers of files, which raise the codes RD01 and on, and ID01.
    ///
    /// - Parameters:
    ///   - code: A code of `Checks.catalogue`; an unknown one is a warning without advice.
    ///   - subject: What it is about.
    ///   - message: What is wrong, with the values, as one sentence without the id.
    ///   - field: The field to look at.
    ///   - line: The line of the file; 0 when unknown.
    package init(
        _ code: String, about subject: FindingSubject, _ message: String, field: String? = nil,
        line: Int = 0
    ) {
        let check = Checks.check(code)
        self.init(
            code: code, severity: check?.severity ?? .warning, subject: subject, message: message,
            advice: check?.advice ?? "", field: field, line: line)
    }
}

extension RiskRecord {
    /// The export itself marks the risk as on a register.
    func marks(_ register: String) -> Bool {
        markedRegisters?.contains { $0.folded == register.folded } ?? false
    }
}
