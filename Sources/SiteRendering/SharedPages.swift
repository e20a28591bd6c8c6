import HTML
package import SitePlan
import Templates

/// What all copies of a framework can have in common: the publisher's pages, and what is between their heads and feet,
/// rendered once.
package struct SharedPages: Sendable {
  package let pages: BasePages
  private let mains: [Route: HTML.Kept]

  package init(_ plan: SitePlan) {
    pages = BasePages(plan)
    mains = plan.pages.reduce(into: [:]) { mains, page in
      mains[page.route] = HTML.Kept(mainContent(of: page, in: plan.frame))
    }
  }

  func main(of route: Route) -> HTML.Kept? { mains[route] }
}
