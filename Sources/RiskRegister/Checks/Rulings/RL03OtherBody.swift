/// RL03: another body than the rules ask for decided, and that body has not ratified it.
enum RL03OtherBody {
    static let check = Check(
        "RL03", "ruled by another body", .warning,
        reader: .companySecretary, dependsOn: .risk([.rulings]),
        why:
            "The rules name the body that must decide; what another decided in its place is not yet "
            + "its decision.",
        advice: "Put it to that body, and record that it ratified it (`baf decide ID ratify`).",
        looks: .ruling(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ ruling: Ruling) -> [Finding] {
        guard ruling.terms.authority == .other, let body = ruling.terms.body,
            let needs = ruling.terms.needs, !context.index.ratified.contains(ruling.sequence)
        else { return [] }
        let deed = [ruling.verb.rawValue, ruling.concern].filter { !$0.isEmpty }
        let message =
            "\(deed.joined(separator: " ")) of \(ruling.date.inWords) was ruled by "
            + "\(Wording.body(body)), where the rules ask for \(Wording.body(needs))"
        guard let state = context.index.state(of: ruling.subject) else {
            return [context.finding(about: .ruling(ruling.sequence), message)]
        }
        return [context.finding(state, message)]
    }

    private static func terms(
        _ body: String, _ authority: RulingAuthority, ratifies: Int? = nil
    ) -> RulingTerms {
        var terms = RulingTerms()
        (terms.body, terms.needs, terms.authority) = (body, "Executive Team", authority)
        terms.ratifies = ratifies
        return terms
    }

    private static let examples = [
        Check.Example(
            "2101",
            "hold HLRR of 30 June 2026 was ruled by the Quality Committee, where the rules ask for "
                + "the Executive Team"
        ) {
            $0.rule(
                1, "2101", .hold, "HLRR", on: .example(2026, 6, 30),
                terms: terms("Quality Committee", .other))
        } butNot: {
            $0.rule(
                1, "2101", .hold, "HLRR", on: .example(2026, 6, 30),
                terms: terms("Quality Committee", .other))
            $0.rule(
                2, "2101", .ratify, "HLRR", on: .example(2026, 6, 30),
                terms: terms("Executive Team", .body, ratifies: 1))
        }
    ]
}
