import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// Any order of the same extracts gives the same answers: a filtered one and the whole of the same day among them.
@Suite("Orders of imports") struct ImportOrderTests {
    private static let files: [(name: String, scope: String?)] = [
        ("2026-05-31.xml", nil), ("2026-06-30-filtered.xml", "directorate=Adults"),
        ("2026-06-30.xml", nil), ("2026-07-31.xml", nil),
    ]

    private static func orders(_ left: [Int]) -> [[Int]] {
        left.isEmpty
            ? [[]]
            : left.flatMap { first in
                orders(left.filter { $0 != first }).map { [first] + $0 }
            }
    }

    @Test("The four files of story D say the same in every order")
    func everyOrder() throws {
        var answers: [[Int]: [[RiskLine]]] = [:]
        for order in Self.orders([0, 1, 2, 3]) {
            let desk = try TestDesk(story: "d", "framework.xml")
            for place in order {
                let file = Self.files[place]
                _ = try desk.ask(
                    ImportRequest(
                        [Workbench.path("Samples/stories/d/\(file.name)")], scope: file.scope,
                        rules: Workbench.path("Rules/hct"), acceptsShrinking: true))
            }
            answers[order] = try ["2026-05-31", "2026-06-30", "2026-07-31"].map { day in
                try desk.ask(RisksRequest(Moment(asAt: Day(day)), level: .all)).risks
            }
        }
        let first = try #require(answers[[0, 1, 2, 3]])
        #expect(first[1].first { $0.id == "7411" }?.score == 20)
        #expect(answers.count == 24)
        for (order, other) in answers where other != first {
            Issue.record("order \(order) answers otherwise")
        }
    }
}
