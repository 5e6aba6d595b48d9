/// RT09: above the tolerance, or else the appetite, of its domain.
///
/// A tolerance is tested on the score that the framework names: some trusts test the target.
enum RT09AppetiteExceeded {
    static let check = Check(
        "RT09", "appetite or tolerance exceeded", .warning, needs: [.appetite],
        reader: .nonExecutive, dependsOn: .risk([.framework]),
        why: "The board said how much risk of this domain it is willing to take.",
        advice: "Ask what brings it back, by when, and who accepts it until then.",
        looks: .live(find),
        examples: examples)

    private static func find(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let domain = state.record.domain?.folded, !domain.isEmpty,
            let appetite = context.index.appetites[domain]
        else { return [] }
        switch appetite.position(of: state) {
        case .aboveTolerance(let tested, let tolerance):
            return [
                context.finding(
                    state,
                    "\(appetite.toleranceKind.rawValue) score \(tested) is above the tolerance of "
                        + "\(tolerance) for \(appetite.domain)")
            ]
        case .aboveAppetite(let limit):
            let word = appetite.word.map { " (\($0))" } ?? ""
            return [
                context.finding(
                    state,
                    "current score \(state.score ?? 0) is above the appetite of \(limit) for "
                        + "\(appetite.domain)\(word)")
            ]
        case .within, nil: return []
        }
    }

    private static let examples = [
        Check.Example("2101", "current score 25 is above the tolerance of 20 for Safety") {
            $0.now("2101") { $0.current = .example(5, 5) }
        } butNot: {
            $0.now("2101") { $0.current = .example(4, 5) }
        },
        Check.Example("2101", "target score 12 is above the tolerance of 10 for Safety") {
            $0.framework?.appetites[0].tolerance = 10
            $0.framework?.appetites[0].toleranceKind = .target
            $0.now("2101") { $0.target = .example(3, 4) }
        } butNot: {
            $0.framework?.appetites[0].tolerance = 10
            $0.framework?.appetites[0].toleranceKind = .target
        },
    ]
}
