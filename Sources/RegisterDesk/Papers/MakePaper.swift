import Digests
import RegisterReports
import RegisterStore
package import RiskRegister

/// A paper in every format that is wanted, perhaps issued to a meeting: `baf report`.
package struct PaperRequest: DeskRequest {
    /// The papers that can be made.
    package enum Name: String, Hashable, Sendable, Codable, CaseIterable {
        case hlrr, baf
        case auditCommittee = "audit-committee"

        /// The paper of a view.
        func paper(
            _ view: RegisterView, earlier: RegisterView?, changes: [Change], opening: YearOpening?
        ) -> Paper {
            switch self {
            case .hlrr: HLRRPaper.make(view: view, earlier: earlier, changes: changes)
            case .baf: BAFPaper.make(view: view, earlier: earlier, changes: changes)
            case .auditCommittee:
                AuditCommitteePaper.make(
                    view: view, earlier: earlier, changes: changes, opening: opening)
            }
        }
    }

    /// Which paper.
    package var name: Name
    /// The day, the knowledge, the organisation.
    package var moment: Moment
    /// The formats' words ("html").
    package var formats: [String]
    /// The financial year that the paper looks back on ("2026-27"); nil: none is named.
    package var year: String?
    /// The redacted twin for the public.
    package var isPublic: Bool
    /// The meeting that it is issued to; nil: it is only made.
    package var meeting: String?

    /// A request for a paper.
    package init(
        _ name: Name, _ moment: Moment = Moment(), formats: [String], year: String? = nil,
        isPublic: Bool = false, meeting: String? = nil
    ) {
        self.name = name
        self.moment = moment
        self.formats = formats
        self.year = year
        self.isPublic = isPublic
        self.meeting = meeting
    }

    package var capabilities: [Capability] {
        [.makePapers] + (meeting == nil ? [] : [.issue])
    }

    package func answer(at visit: Visit) throws -> PaperAnswer {
        try visit.asker.requireWhole("a whole paper")
        let formats = try parsedFormats()
        let year = try parsedYear()
        let organisations = try visit.organisations(moment)
        guard organisations.count == 1 else { throw StoreError.severalOrganisations(organisations) }
        let views = try visit.views(moment, texts: .listed, withFindings: true)
        guard let view = views.all.first else { throw StoreError.nothingImported }
        if isPublic { throw refusalOfPublic(view) }
        let earlier = try earlier(view, at: visit)
        let paper = name.paper(
            view, earlier: earlier, changes: try changes(since: earlier, at: visit),
            opening: try year.map { try opening($0, of: view, at: visit) })
        let files = try formats.flatMap { format in try paper.files(format) }
        return PaperAnswer(
            basis: views.basis,
            files: files.map {
                PaperAnswer.File(name: fileName($0.name, in: view), bytes: $0.bytes)
            },
            issue: meeting.map { meeting in
                PaperIssue(
                    report: name, organisation: view.organisation, asAt: view.asAt,
                    knownAt: view.knownAt, meeting: meeting,
                    fingerprint: SHA256.digest(paper.json.text().utf8).hex, risks: paper.risks)
            })
    }

    /// The file's name; with the organisation's code where the register holds several, so that the
    /// papers of two for one day do not replace each other.
    private func fileName(_ file: String, in view: RegisterView) -> String {
        let stem = "\(name.rawValue)-"
        guard view.isOneOfSeveral, file.hasPrefix(stem) else { return file }
        let code = view.organisation.map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return stem + String(code) + "-" + file.dropFirst(stem.count)
    }

    /// The view that "changed" is measured from: the paper last issued for an earlier day, else the
    /// extract before.
    private func earlier(_ view: RegisterView, at visit: Visit) throws -> RegisterView? {
        let issued = view.papers.last { $0.report == name.rawValue && $0.asAt < view.asAt }
        guard let day = issued?.asAt ?? view.previous?.asAt else { return nil }
        var before = moment.on(day)
        before.knownAt = String(view.knownAt)
        before.organisations = [view.organisation]
        return try visit.views(before, texts: .none, withFindings: false).all.first
    }

    /// What changed since, as `baf changes` finds it: between two views that leave out the same texts, or a
    /// record whose texts are whole in one of them alone would seem to have changed.
    private func changes(since earlier: RegisterView?, at visit: Visit) throws -> [Change] {
        guard let earlier else { return [] }
        let views = try visit.views(moment, texts: .none, withFindings: false)
        return views.all.first.map { Changes.between(earlier, $0) } ?? []
    }

    private func parsedYear() throws(DeskFailure) -> FinancialYear? {
        guard let year else { return nil }
        guard name == .auditCommittee else {
            throw DeskFailure(.usage, "--year goes with the paper audit-committee")
        }
        guard let parsed = FinancialYear(year) else {
            throw DeskFailure(
                .usage, "--year is a financial year like 2026-27; got \"\(year)\"")
        }
        return parsed
    }

    /// The register on the first day of a financial year; without a view where nothing is held so early.
    private func opening(
        _ year: FinancialYear, of view: RegisterView, at visit: Visit
    ) throws -> YearOpening {
        guard year.first <= view.asAt else {
            throw DeskFailure(
                .usage,
                "the year \(year) begins on \(year.first.inWords), after the paper's day, \(view.asAt.inWords)"
            )
        }
        guard let first = view.extracts.first?.asAt, first <= year.first else {
            return YearOpening(year, view: nil)
        }
        var then = moment.on(year.first)
        then.knownAt = String(view.knownAt)
        then.organisations = [view.organisation]
        return YearOpening(
            year,
            view: try visit.views(
                then, selecting: RiskSelection(level: .principal), texts: .none,
                withFindings: false
            ).all.first)
    }

    private func parsedFormats() throws(DeskFailure) -> [PaperFormat] {
        var parsed: [PaperFormat] = []
        for word in formats {
            guard let format = PaperFormat(rawValue: word.lowercased()) else {
                let known = PaperFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw DeskFailure(.usage, "there is no format \"\(word)\"; there are \(known)")
            }
            parsed.append(format)
        }
        guard !parsed.isEmpty else { throw DeskFailure(.usage, "--format names no format") }
        return parsed
    }

    /// Public output fails closed: it is refused while it is undecided what may be published.
    private func refusalOfPublic(_ view: RegisterView) -> DeskFailure {
        let marked = Set(
            view.rulings.filter { $0.verb == .mark }.map { view.ownRecords.counted($0.subject) })
        let undecided = view.counted.filter {
            !$0.standing.memberships.isEmpty && !marked.contains($0.key)
        }
        let ids = undecided.prefix(20).map { view.label($0.key) }.joined(separator: ", ")
        return DeskFailure(
            .refused,
            undecided.isEmpty
                ? "the public twin cannot be written by this version; nothing was written"
                : "\(undecided.count) risks have no decided publication mark: \(ids)"
                    + (undecided.count > 20 ? " and more" : "")
                    + "\nMark each: baf decide ID mark --register public|private ... Nothing was written."
        )
    }
}

/// A paper that was made.
package struct PaperAnswer: DeskAnswer {
    /// One file of it.
    package struct File: Codable, Hashable, Sendable {
        /// The name: `<report>-<day>.<format>`.
        package var name: String
        /// The bytes.
        package var bytes: [UInt8]
    }

    /// What it speaks for.
    package var basis: AnswerBasis
    /// The files, in the order of the formats.
    package var files: [File]
    /// What to record once the files are where the meeting finds them; nil when it is only made.
    package var issue: PaperIssue?

    package var document: PaperAnswer { self }
}

/// That a paper was issued, recorded as an entry once its files are written.
///
/// Made by `PaperRequest`; a paper whose files could not be written is never recorded as issued.
package struct PaperIssue: DeskRequest, Codable, Hashable {
    package var report: PaperRequest.Name
    package var organisation: String
    package var asAt: Day
    package var knownAt: Int
    package var meeting: String
    /// SHA-256 over its content.
    package var fingerprint: String
    /// The ids of the risks shown, in order.
    package var risks: [String]

    package var capabilities: [Capability] { [.issue] }

    package func answer(at visit: Visit) throws -> IssueAnswer {
        try visit.asker.requireWhole("a whole paper")
        var paper = IssuedPaper(
            report: report.rawValue, asAt: asAt, knownAt: knownAt, meeting: meeting,
            fingerprint: fingerprint, risks: risks)
        paper.organisation = organisation
        paper.recordedAt = visit.now.instant
        return IssueAnswer(sequence: try visit.store().issue(paper).sequence)
    }
}

/// A paper that was recorded as issued.
package struct IssueAnswer: DeskAnswer {
    /// Its entry in the chain.
    package var sequence: Int

    package var document: IssueAnswer { self }
}
